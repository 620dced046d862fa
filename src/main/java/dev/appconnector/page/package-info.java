/** The management page's files and other pages' {@code /client.js}, as they are served; what a page may do is decided by the API alone. */
package dev.appconnector.page;
