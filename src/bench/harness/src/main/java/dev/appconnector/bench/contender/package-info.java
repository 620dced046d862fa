/** Who is measured: started, asked whether it is ready, and what it takes of the machine. */
package dev.appconnector.bench.contender;
