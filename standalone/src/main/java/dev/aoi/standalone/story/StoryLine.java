package dev.aoi.standalone.story;

import dev.aoi.standalone.output.Tone;

import java.util.List;

/**
 * A fact as a person reads it.
 *
 * @param actor who wrote it, a role's name
 * @param verb what that role did, one or two words
 * @param text the rest of the line, without line breaks
 * @param details further lines that always belong to it, e.g. each oracle of an evaluation
 * @param depth further lines for who wants the whole story
 * @param tone how it is meant
 * @param routine true when another fact already told it, so that a live view leaves it out
 */
public record StoryLine(
        String actor,
        String verb,
        String text,
        List<String> details,
        List<String> depth,
        Tone tone,
        boolean routine) {

    public StoryLine {
        details = List.copyOf(details);
        depth = depth.stream().filter(line -> !line.isBlank()).toList();
    }

    static StoryLine of(String actor, String verb, String text) {
        return new StoryLine(actor, verb, text, List.of(), List.of(), Tone.PLAIN, false);
    }

    StoryLine in(Tone other) {
        return new StoryLine(actor, verb, text, details, depth, other, routine);
    }

    StoryLine with(List<String> further) {
        return new StoryLine(actor, verb, text, further, depth, tone, routine);
    }

    StoryLine deeper(List<String> further) {
        return new StoryLine(actor, verb, text, details, further, tone, routine);
    }

    /** The same, told by another fact already. */
    StoryLine asRoutine() {
        return new StoryLine(actor, verb, text, details, depth, Tone.DIM, true);
    }
}
