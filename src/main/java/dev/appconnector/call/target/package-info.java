/** The wire to the target: look-up, dial, credential last, deadline, and the answer within its bounds. */
package dev.appconnector.call.target;
