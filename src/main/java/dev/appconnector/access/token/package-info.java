/** Browser tokens: made for a page, within their maker's scope, and believed while their maker's key lives. */
package dev.appconnector.access.token;
