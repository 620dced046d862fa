/** What came back: searched for secrets, and put into an envelope. */
package dev.appconnector.answer;
