/// Perceptron's users see the rules of the multiplication, its constants and its errors.
@_exported public import MAC
