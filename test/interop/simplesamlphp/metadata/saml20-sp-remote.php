<?php
// Every service provider is our own metadata document, read by SimpleSAMLphp's parser, and what the test wants of it.
foreach (glob(dirname(__DIR__) . '/sp/*.xml') as $file) {
    $wanted = json_decode(file_get_contents(preg_replace('/xml$/', 'json', $file)), true);
    foreach (SimpleSAML\Metadata\SAMLParser::parseDescriptorsFile($file) as $parser) {
        $parsed = $parser->getMetadata20SP();
        unset($parsed['entityDescriptor'], $parsed['metadata-set'], $parsed['expire']);
        $metadata[$parsed['entityid']] = $wanted + $parsed;
    }
}
