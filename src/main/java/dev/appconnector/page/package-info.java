/** The management page's files, as they are served; what the page may do is decided by the API alone. */
package dev.appconnector.page;
