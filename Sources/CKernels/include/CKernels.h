#pragma once
#include "cadc.h"
#include "columns.h"
#include "events.h"
#include "philox.h"
#include "mock.h"
