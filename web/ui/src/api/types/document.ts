/* Files of a dossier. */

export interface DocumentFile {
  id: number
  component: string
  file_name: string
  media_type: string
  size: number
  digitised: number
  digitised_name: string
  added_by: string
  added_at: string
  removed_by: string | null
  removed_at: string | null
  mine: boolean
  shown: boolean
  sha256: string
  url: string
  /* Ways in which this seat may mark it; empty where it may not. */
  marks: FileMark[]
}
export interface FileMark { digitised: number; name: string; why: string | null; needs_source: boolean }
export interface ComponentFiles { code: string; may_add: boolean; why: string | null; specimen: string | null }
export interface Documents {
  documents: DocumentFile[]
  components: ComponentFiles[]
  reusable: { document: number; file_name: string; component: string; dossier: string }[]
  max_bytes: number
  endings: string[]
}
export interface Upload { document: number; file_name: string; media_type: string; size: number }
