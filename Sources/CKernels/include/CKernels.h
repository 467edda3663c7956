#pragma once
#include "columns.h"
#include "philox.h"
