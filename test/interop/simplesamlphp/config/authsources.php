<?php
$settings = json_decode(file_get_contents(dirname(__DIR__) . '/settings.json'), true);
$people = ['exampleauth:UserPass'];
foreach ($settings['people'] as $person) {
    $people["{$person['username']}:{$person['password']}"] = $person['attributes'];
}
$config = ['people' => $people];
