/** Measures the product against what people would use in its place, and says what came out. */
package dev.appconnector.bench;
