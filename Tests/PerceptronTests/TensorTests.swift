import Perceptron
import Testing

@Suite struct TensorTests {
  @Test func `elements fill the shape exactly`() {
    #expect(throws: PerceptronError.self) { try Tensor(shape: [2, 3], [1, 2, 3, 4, 5]) }
    #expect(throws: PerceptronError.self) { try Tensor(shape: [-1, -1], [1]) }
    #expect(throws: PerceptronError.self) { try Tensor(rows: [[1, 2], [3]]) }
  }

  @Test func `the last axis runs fastest`() throws {
    let matrix = try Tensor(rows: [[0, 1, 2], [10, 11, 12]])
    #expect(matrix[1, 2] == 12)
    #expect(matrix.storage[3] == 10)
    #expect(Tensor(scalar: 7)[] == 7)
  }

  @Test func `reshaping keeps the order and works out one axis`() throws {
    let tensor = Tensor([0, 1, 2, 3, 4, 5])
    #expect(try tensor.reshaped([2, -1]) == Tensor(rows: [[0, 1, 2], [3, 4, 5]]))
    #expect(throws: PerceptronError.self) { try tensor.reshaped([4, -1]) }
    #expect(throws: PerceptronError.self) { try tensor.reshaped([-1, -1, 6]) }
    #expect(throws: PerceptronError.self) { try tensor.reshaped([7]) }
  }

  @Test func `transposing twice gives the matrix back`() throws {
    let matrix = spread([3, 5], -9...9)
    #expect(try matrix.transposed()[4, 1] == matrix[1, 4])
    #expect(try matrix.transposed().transposed() == matrix)
    #expect(throws: PerceptronError.self) { try Tensor([1]).transposed() }
  }

  @Test func `rows are a slice of the first axis`() throws {
    let matrix = try Tensor(rows: [[1, 2], [3, 4], [5, 6]])
    #expect(try matrix.rows(1..<3) == Tensor(rows: [[3, 4], [5, 6]]))
    #expect(throws: PerceptronError.self) { try matrix.rows(2..<4) }
    #expect(throws: PerceptronError.self) { try Tensor(scalar: 1).rows(0..<1) }
  }

  @Test(arguments: [(1, 1, 1), (3, 4, 5), (17, 130, 9)])
  func `a product equals its definition`(_ rows: Int, _ inner: Int, _ columns: Int) throws {
    let (a, b) = (spread([rows, inner], 0...31), spread([inner, columns], -63...63))
    let product = try a.multiplied(by: b)
    for r in 0..<rows {
      for c in 0..<columns {
        #expect(product[r, c] == (0..<inner).reduce(0) { $0 + a[r, $1] * b[$1, c] })
      }
    }
  }

  @Test func `matrices that do not fit are refused with both shapes`() {
    let error = perceptronError {
      try spread([2, 3], 0...9).multiplied(by: spread([4, 2], 0...9))
    }
    #expect(
      error?.description
        == "product: shapes [2, 3] and [4, 2] do not fit; two matrices are needed, with as many"
        + " columns as the second has rows.")
    #expect(error?.kind == .runtimeError)
  }
}
