package dev.aoi.agent.llm;

/**
 * Which of an endpoint's models is asked.
 *
 * @param model name as the endpoint has it
 * @param adapterVersion trained adapter behind that name; empty for none
 */
public record ModelChoice(String model, String adapterVersion) {}
