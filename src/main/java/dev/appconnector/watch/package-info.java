/** What an operator sees of a node: counts of runs by connector, as JMX beans, for Prometheus and in the API. It knows no run: it is told. */
package dev.appconnector.watch;
