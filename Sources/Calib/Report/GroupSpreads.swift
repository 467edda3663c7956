import Coordinates
import Statistics

/// Returns the spread of each quadrant, in order; none without values.
func groupSpreads(_ values: [Double], _ groups: [CapMemBlockOnDLS]) -> [MeanAndDeviation] {
  guard values.count == groups.count else { return [] }
  var members = [[Double]](repeating: [], count: CapMemBlockOnDLS.count)
  for (value, group) in zip(values, groups) { members[group.value].append(value) }
  return members.compactMap { MeanAndDeviation($0) }
}
