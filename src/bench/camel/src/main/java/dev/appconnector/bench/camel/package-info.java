/** What people would write with Camel in place of the product: the best that Camel itself can do, and the naive way. */
package dev.appconnector.bench.camel;
