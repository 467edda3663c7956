// Perceptron
