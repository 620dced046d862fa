/** Which addresses calls may go to: the table, the operator's exceptions, and names that stand for addresses. */
package dev.appconnector.egress.address;
