import { readProxies, toProxyVariables } from '../../../shared/config/proxies.ts';

test.each<[string, Record<string, string>, ReturnType<typeof readProxies>]>([
  ['nothing', {}, { http: '', https: '', except: '' }],
  ['an empty value', { HTTPS_PROXY: ' ', NO_PROXY: '' }, { http: '', https: '', except: '' }],
  [
    'capital letters',
    { HTTP_PROXY: 'http://a:1', HTTPS_PROXY: 'https://b:2', NO_PROXY: 'c,.d' },
    { http: 'http://a:1', https: 'https://b:2', except: 'c,.d' },
  ],
  [
    'small letters, which win',
    { HTTP_PROXY: 'http://a', http_proxy: 'http://b' },
    { http: 'http://b', https: '', except: '' },
  ],
  ['small letters that are empty', { HTTP_PROXY: 'http://a', http_proxy: '' }, { http: '', https: '', except: '' }],
  [
    'no scheme',
    { HTTPS_PROXY: 'proxy.example.no:8080' },
    { http: '', https: 'http://proxy.example.no:8080', except: '' },
  ],
  [
    'a name and a password',
    { HTTPS_PROXY: 'http://a:p%40b@c:1' },
    { http: '', https: 'http://a:p%40b@c:1', except: '' },
  ],
])('proxies from %s', (_what, variables, proxies) => {
  expect(readProxies(variables)).toEqual(proxies);
  expect(readProxies(toProxyVariables(proxies))).toEqual(proxies);
});

test.each(['socks5://proxy:1080', 'ftp://proxy', 'http://@', 'http://proxy:port', 'http://a:%@proxy', 'proxy port'])(
  '%j is no proxy, and is not quoted',
  (value) => {
    const reading = () => readProxies({ HTTP_PROXY: value });
    expect(reading).toThrow(/^HTTP_PROXY: is not the address of a proxy; expected http:\/\/HOST:PORT/);
    expect(reading).not.toThrow(value);
  },
);
