#include "CSkerry.h"
