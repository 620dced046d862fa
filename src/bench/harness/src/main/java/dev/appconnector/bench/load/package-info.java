/** Who calls: as often as it can, or at a fixed rate, and how it fared. */
package dev.appconnector.bench.load;
