#pragma once
#include "columns.h"
#include "philox.h"
#include "mock.h"
