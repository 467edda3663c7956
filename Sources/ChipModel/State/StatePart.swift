/// One field of a saved state: how it is read from its owner, and how the owner goes back to it.
struct StatePart<Owner, State> {
  /// The field of the state.
  let field: PartialKeyPath<State>
  /// Copies the owner's value into a state.
  let save: (Owner, inout State) -> Void
  /// Sets the owner to the value of a state.
  let restore: (Owner, State) -> Void

  /// A field whose value is a property of the owner.
  init<Value>(
    _ field: WritableKeyPath<State, Value>, _ property: ReferenceWritableKeyPath<Owner, Value>
  ) {
    self.init(field) {
      $0[keyPath: property]
    } restore: {
      $0[keyPath: property] = $1
    }
  }

  /// A field that is read and restored by functions.
  init<Value>(
    _ field: WritableKeyPath<State, Value>, read: @escaping (Owner) -> Value,
    restore: @escaping (Owner, Value) -> Void
  ) {
    self.field = field
    save = { $1[keyPath: field] = read($0) }
    self.restore = { restore($0, $1[keyPath: field]) }
  }
}
