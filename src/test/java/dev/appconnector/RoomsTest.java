package dev.appconnector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.appconnector.vault.Secret;

/** Keeps the rooms of the house apart. */
@AnalyzeClasses(packages = "dev.appconnector", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    @ArchTest
    static final ArchRule no_two_rooms_lead_into_each_other =
            slices().matching("dev.appconnector.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule rules_of_what_may_leave_know_no_database_no_http_and_no_camel = noClasses()
            .that()
            .resideInAPackage("..egress..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("java..", "..egress..", "..problem..", "..json..");

    @ArchTest
    static final ArchRule a_secret_is_revealed_only_where_it_is_sealed_checked_injected_or_searched_for = noClasses()
            .that()
            .resideOutsideOfPackages("..vault..", "..answer..")
            .and()
            .doNotHaveSimpleName("SecretTexts")
            .and()
            .doNotHaveSimpleName("SecretRules")
            .and()
            // The passwords of database and broker, and the admin key of the settings.
            .doNotHaveSimpleName("Database")
            .and()
            .doNotHaveSimpleName("Broker")
            .and()
            .doNotHaveSimpleName("KeyRing")
            .should()
            .callMethod(Secret.class, "reveal");

    @ArchTest
    static final ArchRule only_the_guard_makes_a_verdict = noClasses()
            .that()
            .doNotHaveSimpleName("EgressGuard")
            .should()
            .callConstructorWhere(com.tngtech.archunit.base.DescribedPredicate.describe(
                    "of Verdict", call -> call.getTargetOwner().getSimpleName().equals("Verdict")));

    @ArchTest
    static final ArchRule without_traces_nothing_of_opentelemetry_is_needed = noClasses()
            .that()
            .resideOutsideOfPackage("..trace..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.opentelemetry..");

    @ArchTest
    static final ArchRule the_product_knows_nothing_of_the_demo = noClasses()
            .that()
            .resideOutsideOfPackage("..demo..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..demo..");

    @ArchTest
    static final ArchRule nothing_prints_but_the_program_itself = noClasses()
            .that()
            .doNotHaveSimpleName("AppConnector")
            .and()
            .doNotHaveSimpleName("Demo")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule lengths_of_time_are_no_numbers_in_settings = methods()
            .that()
            .areDeclaredInClassesThat()
            .haveSimpleName("RunSettings")
            .and()
            .haveNameMatching(".*([Tt]imeout|[Ss]taleness).*")
            .should()
            .haveRawReturnType(java.time.Duration.class);

    @ArchTest
    static final ArchRule classes_say_what_they_are =
            classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl|Base|Common|Misc|Data|Info)");
}
