/** Routes that an integrator adds to ours: loaded one by one, so that a broken one stops nothing but itself. */
package dev.appconnector.added;
