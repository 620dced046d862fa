/** Executions of activities: kept, delivered, looked up. */
package dev.appconnector.run;
