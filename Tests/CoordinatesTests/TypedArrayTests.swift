import Testing

@testable import Coordinates

@Suite("Typed arrays")
struct TypedArrayTests {
  @Test func `a value is stored at its place and at no other`() {
    for place in EntryOnQuad.allCases {
      var array = TypedArray4<Int, EntryOnQuad>(repeating: 0)
      array[place] = 7
      #expect(array.values == EntryOnQuad.allCases.map { $0 == place ? 7 : 0 })
    }
    var pair: TypedArray2<Int, HemisphereOnDLS> = [1, 2]
    pair[.bottom] = 5
    #expect(pair.values == [1, 5])
  }

  @Test func `values of the wrong number are refused`() {
    #expect(TypedArray4<Int, EntryOnQuad>(exactly: [1, 2, 3]) == nil)
    #expect(TypedArray4<Int, EntryOnQuad>(exactly: [1, 2, 3, 4]) == [1, 2, 3, 4])
    #expect(TypedArray<Int, CrossbarOutputOnDLS>(exactly: Array(0..<12))?[11] == 11)
    #expect(TypedArray<Int, CrossbarOutputOnDLS>(exactly: Array(0..<13)) == nil)
  }
}
