package dev.aoi.cluster.world;

import dev.aoi.cluster.api.JsonText;

import tools.jackson.databind.node.ObjectNode;

/** Objects written as JSON with single quotes. */
public final class Objects {
    private Objects() {}

    public static ObjectNode json(String text) {
        return JsonText.readObject(text.replace('\'', '"'));
    }

    public static ObjectNode configMap(String name) {
        return json("{'metadata':{'name':'" + name + "','namespace':'default'},'data':{'a':'1'}}");
    }

    public static ObjectNode pod(String name) {
        return json(
                "{'metadata':{'name':'"
                        + name
                        + "','namespace':'default'},'spec':{'containers':[{'name':'app','image':'nginx:1'}]}}");
    }

    public static ObjectNode deployment(String name) {
        return json(
                """
                {'metadata':{'name':'NAME','namespace':'default'},
                 'spec':{'selector':{'matchLabels':{'service':'NAME'}},
                  'template':{'metadata':{'labels':{'service':'NAME'}},
                   'spec':{'containers':[{'name':'app','image':'nginx:1','ports':[{'containerPort':80}]}]}}}}
                """
                        .replace("NAME", name));
    }

    public static ObjectNode service(String name) {
        return json(
                """
                {'metadata':{'name':'NAME','namespace':'default'},
                 'spec':{'selector':{'service':'NAME'},'ports':[{'name':'http','port':80,'targetPort':8080}]}}
                """
                        .replace("NAME", name));
    }
}
