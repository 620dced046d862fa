/** What a call is before it leaves: the run, its deadline, its connector with its credential, and the guard's verdict. */
package dev.appconnector.call;
