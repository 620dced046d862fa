/** How a connector proves itself to its target: a class for each auth type, and the list of them. */
package dev.appconnector.connector.auth;
