/** The demo of the checkout: the product with a small target of its own. In no package. */
package dev.appconnector.demo;
