/** Ended runs that an integrator's routes are told of: kept with the end, claimed, told until the route has succeeded. */
package dev.appconnector.delivery.result;
