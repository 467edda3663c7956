#pragma once
#include "philox.h"
