import CHDF5
import CHDF5Shim

extension ElementType {
  /// A new handle of the type as it is stored: little endian on every machine.
  func fileType() -> hid_t {
    switch self {
    case .float: H5Tcopy(chdf5_file_float())
    case .double: H5Tcopy(chdf5_file_double())
    case .int8: H5Tcopy(chdf5_file_int8())
    case .uint8: H5Tcopy(chdf5_file_uint8())
    case .int16: H5Tcopy(chdf5_file_int16())
    case .uint16: H5Tcopy(chdf5_file_uint16())
    case .int32: H5Tcopy(chdf5_file_int32())
    case .uint32: H5Tcopy(chdf5_file_uint32())
    case .int64: H5Tcopy(chdf5_file_int64())
    case .uint64: H5Tcopy(chdf5_file_uint64())
    case .string: chdf5_create_string_type()
    }
  }

  /// A new handle of the type as Swift holds it.
  func memoryType() -> hid_t {
    switch self {
    case .float: H5Tcopy(chdf5_native_float())
    case .double: H5Tcopy(chdf5_native_double())
    case .int8: H5Tcopy(chdf5_native_int8())
    case .uint8: H5Tcopy(chdf5_native_uint8())
    case .int16: H5Tcopy(chdf5_native_int16())
    case .uint16: H5Tcopy(chdf5_native_uint16())
    case .int32: H5Tcopy(chdf5_native_int32())
    case .uint32: H5Tcopy(chdf5_native_uint32())
    case .int64: H5Tcopy(chdf5_native_int64())
    case .uint64: H5Tcopy(chdf5_native_uint64())
    case .string: chdf5_create_string_type()
    }
  }

  /// Creates the type in memory of a stored type; nil for types that records do not have.
  ///
  /// Short floats become `float`; enumerations, such as h5py's booleans, their integers.
  init?(storedType type: hid_t) {
    switch H5Tget_class(type) {
    case H5T_FLOAT: self = H5Tget_size(type) <= 4 ? .float : .double
    case H5T_INTEGER, H5T_ENUM: self.init(integerType: type)
    case H5T_STRING: self = .string
    default: return nil
    }
  }

  private init?(integerType type: hid_t) {
    let base = H5Tget_class(type) == H5T_ENUM ? H5Tget_super(type) : H5Tcopy(type)
    defer { H5Tclose(base) }
    let isSigned = H5Tget_sign(base) == H5T_SGN_2
    switch H5Tget_size(base) {
    case 1: self = isSigned ? .int8 : .uint8
    case 2: self = isSigned ? .int16 : .uint16
    case 4: self = isSigned ? .int32 : .uint32
    case 8: self = isSigned ? .int64 : .uint64
    default: return nil
    }
  }

  /// The library's name for the class of a type, for messages.
  static func className(of type: hid_t) -> String {
    switch H5Tget_class(type) {
    case H5T_TIME: "time"
    case H5T_BITFIELD: "bit field"
    case H5T_OPAQUE: "opaque"
    case H5T_COMPOUND: "compound"
    case H5T_REFERENCE: "reference"
    case H5T_VLEN: "list of variable length"
    case H5T_ARRAY: "array"
    case H5T_INTEGER: "integer of unusual size"
    default: "unknown"
    }
  }
}
