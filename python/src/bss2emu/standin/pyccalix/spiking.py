"""Functions on correlation sensors, which the model does not have."""

from bss2emu.lowlevel.refusals import function as _function

_REASON = "synapses have no correlation sensors"
read_correlation = _function("read_correlation", _REASON)
reset_correlation = _function("reset_correlation", _REASON)
evaluate_correlation = _function("evaluate_correlation", _REASON)
send_prepulse = _function("send_prepulse", _REASON)
send_postpulse = _function("send_postpulse", _REASON)
