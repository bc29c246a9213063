import admin from './admin'
import catalogue from './catalogue'
import citizen from './citizen'
import desk from './desk'
import docs from './docs'
import eform from './eform'
import front from './front'
import report from './report'
import result from './result'
import shared from './shared'
import trainee from './trainee'
import trainer from './trainer'

export default { admin, catalogue, citizen, desk, docs, eform, front, report, result, shared, trainee, trainer }
