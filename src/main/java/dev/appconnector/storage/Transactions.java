package dev.appconnector.storage;

import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.TransactedPolicy;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What {@code transacted} means in a route: the steps after it commit together, or not at all when one of them throws, also
 * where the error was handled. Thread-safe.
 */
public final class Transactions implements TransactedPolicy {

    private final TransactionTemplate template;

    public Transactions(DataSource database) {
        this.template = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {}

    @Override
    public Processor wrap(Route route, Processor steps) {
        return exchange -> template.executeWithoutResult(transaction -> {
            exchange.getUnitOfWork().beginTransactedBy(this);
            try {
                steps.process(exchange);
            } catch (Exception e) {
                exchange.setException(e);
            } finally {
                exchange.getUnitOfWork().endTransactedBy(this);
            }
            if (failed(exchange)) {
                transaction.setRollbackOnly();
            }
        });
    }

    private static boolean failed(Exchange exchange) {
        // After a handled onException the exception itself is gone; these flags are what is left of it.
        return exchange.getException() != null
                || exchange.isRollbackOnly()
                || exchange.getExchangeExtension().isFailureHandled()
                || exchange.getExchangeExtension().isErrorHandlerHandledSet()
                        && exchange.getExchangeExtension().isErrorHandlerHandled();
    }
}
