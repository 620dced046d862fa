/** What this node saw of runs, minute by minute for a day: counted where runs end, packed when a minute is over, summed when somebody asks. */
package dev.appconnector.watch.minute;
