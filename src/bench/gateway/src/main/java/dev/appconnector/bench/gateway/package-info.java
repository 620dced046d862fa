/** What people use for this in place of the product, with all at its defaults. */
package dev.appconnector.bench.gateway;
