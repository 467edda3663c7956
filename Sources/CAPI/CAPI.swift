// CAPI
