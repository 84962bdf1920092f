package dev.aoi.systemtests.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The arrows between rooms, and what holds in every room. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HouseTest {
    private static final String GENERATED = "dev.aoi.schemas.";
    private static final Set<String> NO_ROOM_NAMES =
            Set.of("util", "utils", "common", "helper", "helpers", "manager", "managers", "impl");
    private static final Pattern OUR_DEPENDENCY =
            Pattern.compile(
                    "<dependency>\\s*<groupId>dev\\.aoi</groupId>\\s*"
                            + "<artifactId>([^<]+)</artifactId>(.*?)</dependency>",
                    Pattern.DOTALL);

    private final Map<Room, JavaClasses> rooms = new EnumMap<>(Room.class);

    @BeforeAll
    void readClasses() {
        for (Room room : Room.values()) {
            assertThat(room.classes())
                    .as("classes of %s; build it first (./mvnw verify does)", room)
                    .isDirectory();
            rooms.put(room, new ClassFileImporter().importPath(room.classes()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyClassLivesUnderItsRoomsPackage(Room room) {
        classes().should().resideInAPackage(room.root() + "..").check(rooms.get(room));
    }

    @ParameterizedTest
    @EnumSource
    void aRoomKnowsOnlyWhatItMay(Room room) {
        String[] forbidden =
                room.mustNotKnow().stream().map(r -> r.root() + "..").toArray(String[]::new);
        if (forbidden.length > 0) {
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .check(rooms.get(room));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPomNamesOnlyWhatTheRoomMayKnow(Room room) throws IOException {
        Set<String> allowed = room.mayKnow().stream().map(Room::module).collect(Collectors.toSet());
        Matcher ours =
                OUR_DEPENDENCY.matcher(
                        Files.readString(House.folder().resolve(room.module()).resolve("pom.xml")));
        while (ours.find()) {
            if (!ours.group(2).contains("<scope>test</scope>")) {
                assertThat(allowed).as("%s depends on", room).contains(ours.group(1));
            }
        }
    }

    @Test
    void everyModuleIsARoom() throws IOException {
        Matcher module =
                Pattern.compile("<module>([^<]+)</module>")
                        .matcher(Files.readString(House.folder().resolve("pom.xml")));
        List<String> modules = module.results().map(m -> m.group(1)).toList();

        assertThat(modules)
                .containsExactlyInAnyOrderElementsOf(
                        java.util.stream.Stream.concat(
                                        Arrays.stream(Room.values()).map(Room::module),
                                        java.util.stream.Stream.of("system-tests"))
                                .toList());
    }

    @ParameterizedTest
    @EnumSource
    void noPackageIsAStoreRoom(Room room) {
        assertThat(rooms.get(room))
                .allSatisfy(
                        type ->
                                assertThat(type.getPackageName().split("\\."))
                                        .as(type.getName())
                                        .doesNotContainAnyElementsOf(NO_ROOM_NAMES));
    }

    @ParameterizedTest
    @EnumSource
    void noClassIsNamedAfterItsRefuge(Room room) {
        classes()
                .should()
                .haveNameNotMatching(".*(Utils?|Helpers?|Manager|Impl|Commons?)(\\$.*)?")
                .check(rooms.get(room));
    }

    @ParameterizedTest
    @EnumSource
    void nothingStaticCanBeReassigned(Room room) {
        fields().that()
                .areStatic()
                .should()
                .beFinal()
                .allowEmptyShould(true)
                .check(rooms.get(room));
    }

    @ParameterizedTest
    @EnumSource
    void jsonIsReadByJackson3Alone(Room room) {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson.databind..")
                .check(rooms.get(room));
    }

    @ParameterizedTest
    @EnumSource
    void everyPackageIsNullMarked(Room room) {
        JavaClasses classes = rooms.get(room);
        assertThat(packages(classes, room))
                .allSatisfy(
                        it ->
                                assertThat(it.isAnnotatedWith(NullMarked.class))
                                        .as("%s has a @NullMarked package-info", it.getName())
                                        .isTrue());
    }

    /** Packages with classes that people wrote; Avro generates the records'. */
    private static Set<JavaPackage> packages(JavaClasses classes, Room room) {
        return classes.stream()
                .filter(type -> type.getPackageName().startsWith(room.root()))
                .filter(type -> room != Room.SCHEMAS || !generated(type))
                .map(JavaClass::getPackage)
                .collect(Collectors.toSet());
    }

    private static boolean generated(JavaClass type) {
        Path written =
                Room.SCHEMAS
                        .sources()
                        .resolve("java")
                        .resolve(type.getPackageName().replace('.', '/'));
        return type.getPackageName().startsWith(GENERATED)
                && !Files.exists(written.resolve("package-info.java"));
    }
}
