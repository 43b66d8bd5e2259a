import { session } from '../session/session'
import { Problem, problemOf } from './client'

/** Sends a file and tells how much of it has left, 0 to 1, which fetch does not. Throws {@link Problem}. */
export async function upload<T>(path: string, file: Blob, type: string, onSent: (share: number) => void): Promise<T> {
    const token = await session.token()
    const request = new XMLHttpRequest()
    const answer = await new Promise<Response>((resolve, reject) => {
        request.open('POST', path)
        request.setRequestHeader('authorization', `Bearer ${token}`)
        request.setRequestHeader('content-type', type)
        request.upload.onprogress = x => {
            onSent(x.total > 0 ? x.loaded / x.total : 1)
        }
        request.onload = () => {
            const headers = request.getAllResponseHeaders().trim().split(/\r\n/)
            resolve(
                new Response(request.responseText, {
                    status: request.status,
                    headers: headers.map(
                        x => [x.slice(0, x.indexOf(':')), x.slice(x.indexOf(':') + 1).trim()] as [string, string],
                    ),
                }),
            )
        }
        request.onerror = () => {
            reject(
                new Problem(
                    0,
                    'sin-red',
                    'Se cortó la conexión con el servidor: vuelva a importar el archivo.',
                    null,
                    null,
                    null,
                ),
            )
        }
        request.send(file)
    })
    if (answer.ok) return (await answer.json()) as T
    if (answer.status === 401) session.expired()
    throw await problemOf(answer)
}
