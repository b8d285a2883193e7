// Beast's bodies, compiled once for the whole house.
#include <boost/beast/src.hpp>
