#pragma once
#include "cadc.h"
#include "columns.h"
#include "philox.h"
#include "mock.h"
