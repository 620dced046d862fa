/** The one call to the target: guard, dial, credential, deadline, answer. */
package dev.appconnector.call;
