<?php
$settings = json_decode(file_get_contents(dirname(__DIR__) . '/settings.json'), true);
$redirect = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
$post = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
$email = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
$metadata["{$settings['baseUrl']}saml2/idp/metadata.php"] = [
    'host' => '__DEFAULT__',
    'auth' => 'people',
    'privatekey' => 'idp.key',
    'certificate' => 'idp.crt',
    'SingleSignOnServiceBinding' => [$redirect, $post],
    'SingleLogoutServiceBinding' => [$redirect, $post],
    'redirect.sign' => true,
    'sign.logout' => true,
    'NameIDFormat' => [$email],
    'attributes.NameFormat' => 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic',
    'authproc' => [1 => ['class' => 'saml:AttributeNameID', 'attribute' => 'mail', 'Format' => $email]],
];
