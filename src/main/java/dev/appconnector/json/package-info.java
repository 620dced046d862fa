/** JSON read strictly and written exactly; what is wrong with it is said by its place, never by its text. */
package dev.appconnector.json;
