/** Sessions of the management page: a cookie that goes back to a key. */
package dev.appconnector.access.session;
