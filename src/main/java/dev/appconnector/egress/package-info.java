/** What may leave, rule by rule: method, path, query, headers. Pure decisions, no input or output. */
package dev.appconnector.egress;
