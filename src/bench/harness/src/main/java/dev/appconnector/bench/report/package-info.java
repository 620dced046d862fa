/** What came out: kept round by round, and written as a table and a plot. */
package dev.appconnector.bench.report;
