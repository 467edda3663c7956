// The Yin-Yang network: trained on the linear mock, moved to a virtual chip, tuned there.
// Run it with: swift run -c release
import Calib
import ChipConfiguration
import ChipModel
import Perceptron

// A chip, its calibration, and the gain and noise that it shows afterwards.
let chip = try Chip(parameters: ChipConfiguration.load("typical").parameters, seed: 1)
_ = try HagenCalibration.calibrate(chip)
let context = try PerceptronContext(hardware: HardwareBackend(chip: chip))
try context.setMockParameter(context.measureMockParameter())
print(context.mockParameter)

// Training on the mock.
let mock = try YinYangModel(mock: true, context: context)
var samples = YinYangDataset(size: 350, seed: 0)
let adam = Adam(mock.parameters, learningRate: 1)
try Trainer(model: mock, optimizer: adam, scheduler: StepLR(adam, gamma: 0.99))
  .run(steps: 201, on: &samples)

// Points that no training step sees.
var fresh = YinYangDataset(size: 3000, seed: 1)
let test = fresh.nextBatch()
print("mock: \(try Trainer.evaluate(mock, on: test).accuracy)")

// The same weights on the chip.
let model = try YinYangModel(mock: false, context: context)
try model.load(mock.stateDict)
print("moved to the chip: \(try Trainer.evaluate(model, on: test).accuracy)")

// Tuning with the chip in the loop.
let fineAdam = Adam(model.parameters, learningRate: 0.2)
try Trainer(model: model, optimizer: fineAdam, scheduler: StepLR(fineAdam, gamma: 0.9))
  .run(steps: 16, on: &samples)
print("tuned on the chip: \(try Trainer.evaluate(model, on: test).accuracy)")
