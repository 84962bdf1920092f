#!/usr/bin/env python3
"""Makes dev/aoi/cluster/schema/kubernetes.json.gz from a real API server's /openapi/v3 documents.

Usage: extract.py DUMP_FOLDER OUTPUT

DUMP_FOLDER holds what the server answered: v3-index.json (/openapi/v3), one v3-PATH.json per
document (slashes written as underscores) and apis.json (/apis). Only facts are kept: names, types,
formats, defaults, merge rules, enumerations, paths with their verbs and query parameters. No
descriptions. The build does not run this; run it when the modelled version changes.
"""
import gzip
import io
import json
import os
import sys

DROPPED = {"description", "example", "externalDocs", "title"}


def facts(node):
    """A schema without its prose; an allOf of one reference becomes that reference."""
    if isinstance(node, list):
        return [facts(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    kept = {}
    for key, value in node.items():
        if key in ("properties", "patternProperties"):
            kept[key] = {name: facts(schema) for name, schema in value.items()}
        elif key in DROPPED and not isinstance(value, dict):
            continue
        else:
            kept[key] = facts(value)
    return kept


def operations(paths):
    result = {}
    for path, methods in paths.items():
        kept = {}
        for method, operation in methods.items():
            if method == "parameters":
                continue
            entry = {}
            if "x-kubernetes-action" in operation:
                entry["action"] = operation["x-kubernetes-action"]
            if "x-kubernetes-group-version-kind" in operation:
                gvk = operation["x-kubernetes-group-version-kind"]
                entry["gvk"] = [gvk["group"], gvk["version"], gvk["kind"]]
            parameters = [p["name"] for p in operation.get("parameters", []) if p["in"] == "query"]
            if parameters:
                entry["query"] = parameters
            kept[method] = entry
        result[path] = kept
    return result


def main(folder, output):
    def load(name):
        with open(os.path.join(folder, name)) as file:
            return json.load(file)

    types, documents = {}, {}
    for path in load("v3-index.json")["paths"]:
        name = "v3-" + path.replace("/", "_") + ".json"
        document = load(name)
        schemas = document.get("components", {}).get("schemas", {})
        for schema, definition in schemas.items():
            stripped = facts(definition)
            if types.setdefault(schema, stripped) != stripped:
                # The only difference between documents: which group's kinds a type belongs to.
                known = types[schema]
                for gvk in stripped.get("x-kubernetes-group-version-kind", []):
                    if gvk not in known.setdefault("x-kubernetes-group-version-kind", []):
                        known["x-kubernetes-group-version-kind"].append(gvk)
        documents[path] = {"paths": operations(document["paths"]), "types": sorted(schemas)}
    groups = [
        [group["name"], [version["version"] for version in group["versions"]]]
        for group in load("apis.json")["groups"]
    ]
    extract = {"groups": groups, "documents": documents, "types": dict(sorted(types.items()))}
    text = json.dumps(extract, separators=(",", ":"), sort_keys=False).encode()
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=9, mtime=0) as file:
        file.write(text)
    with open(output, "wb") as file:
        file.write(buffer.getvalue())
    print(len(types), "types,", len(documents), "documents,", len(text), "bytes,", len(buffer.getvalue()), "compressed")


main(sys.argv[1], sys.argv[2])
